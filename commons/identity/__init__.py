"""How people prove who they are: providers, sign-in, attestations and claims."""
