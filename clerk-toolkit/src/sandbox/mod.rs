//! An in-memory Clerk instance behind real HTTP.
