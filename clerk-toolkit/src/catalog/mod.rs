//! The built-in tools: annotated functions, in one module per category.
//!
//! To add a tool, write it in the module of its category and list it in the `TOOLS` at the top of that module.

pub mod invitations;
pub mod organizations;
pub mod users;

use crate::toolset;

toolset! {
    /// Every built-in tool.
    pub const ALL = [..users::TOOLS, ..organizations::TOOLS, ..invitations::TOOLS];
}
