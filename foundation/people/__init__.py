"""Who works here: people, the department tree, roles, delegation, and who may open which page."""
