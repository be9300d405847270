//! The Clerk Backend API client.
