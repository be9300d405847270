//! The built-in tools: nothing but annotated functions, a module a category.
//!
//! To add one, write it in the module of its category and list it in the `TOOLS` on top; nothing else needs to know.

pub mod invitations;
pub mod organizations;
pub mod users;

use crate::toolset;

toolset! {
    /// Every built-in tool.
    pub const ALL = [..users::TOOLS, ..organizations::TOOLS, ..invitations::TOOLS];
}
