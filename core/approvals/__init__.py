"""Asking for an owner change that is not one's own to make: asked, answered once, told to everybody concerned."""
