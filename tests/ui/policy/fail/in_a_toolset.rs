use clerk_toolkit::tool::Effect;
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

toolset! {
    pub const SAFE = [..NOTES.forbid(Effect::Destructive)];
}

fn main() {}
