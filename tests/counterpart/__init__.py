"""The other side of the wire: a real runner, GitHub's own API description, and an emulator that remembers."""
