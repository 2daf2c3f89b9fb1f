"""What units and people register: pledges, titles, works and products."""
