"""What happens in every stay, a topic a file."""
