"""What the company decides about itself: policy values, and who takes over from somebody leaving."""
