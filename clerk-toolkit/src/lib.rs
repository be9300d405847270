//! Give AI agents safe hands on Clerk.

pub mod client;
#[cfg(feature = "sandbox")]
pub mod sandbox;
