//! Give AI agents safe hands on Clerk.
extern crate self as clerk_toolkit;

pub mod auth;
pub mod catalog;
pub mod client;
pub mod formats;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod tool;
pub mod toolkit;

pub use auth::{ActiveOrganization, AuthContext};
pub use clerk_toolkit_macros::{clerk_tool, tool_type, toolset};
pub use client::{ClerkClient, ClerkError};
pub use schemars;
pub use serde;
pub use serde_json;
pub use tool::{Access, Effect, ToolError, Toolset};
pub use toolkit::{BoundTool, ClerkToolkit};
