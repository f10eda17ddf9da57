"""What happens in every story, a topic a file."""
