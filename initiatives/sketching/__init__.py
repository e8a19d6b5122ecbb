"""Before anything is public: what is half-written is kept by itself, and each saving is a private version."""
