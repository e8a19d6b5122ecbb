"""Before a hearing is public: a draft copied from another, and secret links to read a draft."""
