"""What moves: matters, tasks with deadlines, the door every act goes through, and its events."""
