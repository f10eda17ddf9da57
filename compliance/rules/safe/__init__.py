"""What keeps a child safe: risk looked at again in time, and worries told and answered."""
