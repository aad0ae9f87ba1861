"""The live path of a frame inside the window: camera thread, pose thread, and the view that paints the newest."""
