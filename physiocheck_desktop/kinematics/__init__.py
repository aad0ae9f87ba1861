"""From landmarks to measures: skeleton, joint angles, smoothing, camera view, smoothness. Nothing but numpy."""
