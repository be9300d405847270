use clerk_toolkit::tool::Toolset;
use clerk_toolkit::{ToolError, clerk_tool, toolset};

mod notes {
    use super::*;

    /// Read a note.
    #[clerk_tool(effect = read, access = none)]
    pub async fn read_note() -> Result<u64, ToolError> {
        Ok(1)
    }

    /// Delete a note.
    #[clerk_tool(effect = destructive)]
    pub async fn delete_note() -> Result<u64, ToolError> {
        Ok(1)
    }
}

toolset! {
    pub const NOTES = [notes::read_note, notes::delete_note];
}

pub const FORBIDDEN: Toolset = NOTES.forbid_category("note");
pub const WITH: Toolset = NOTES.with_category("note");
pub const WITHOUT: Toolset = NOTES.without_category("billing");

fn main() {}
