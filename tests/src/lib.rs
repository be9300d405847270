//! What the end-to-end tests share: a Clerk instance with a toolkit on it, a server that answers by script, and one
//! valid call of every built-in tool.
//!
//! A test that only looked at what a tool answers would believe a tool that lies. So a [`World`] also reads the
//! instance behind the toolkit's back, with a plain HTTP client.

mod calls;
mod scripted;
mod world;

pub use calls::{Call, calls};
pub use scripted::{Reply, Scripted};
pub use world::{World, acting_for, admin_of_acme, member_of_acme};

/// The README's code compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
