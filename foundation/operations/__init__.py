"""Running the product: embedded servers, roles and grants, backup, doctor, demo, health."""
