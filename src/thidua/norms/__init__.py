"""The register of legal norms and dated parameters (base salary, founding years of commemorations)."""
