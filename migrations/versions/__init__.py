"""The entries of the diary, oldest first by their file names."""
