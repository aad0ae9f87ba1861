"""What is heard of a session: words where the computer has a voice, tones where it has a loudspeaker, else silence."""
