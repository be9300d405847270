//! Policies and selections by effect, access and category, in constants and in `toolset!`.

use clerk_toolkit::tool::{Access, Effect, Toolset};
use clerk_toolkit::toolset;

mod notes {
    use clerk_toolkit::{ToolError, clerk_tool};

    /// Read a note.
    #[clerk_tool(effect = read, access = none)]
    pub async fn read_note() -> Result<u64, ToolError> {
        Ok(1)
    }

    /// Delete a note.
    #[clerk_tool(effect = destructive, access = none)]
    pub async fn delete_note() -> Result<u64, ToolError> {
        Ok(1)
    }

    /// Add a note.
    #[clerk_tool(effect = write)]
    pub async fn add_note() -> Result<u64, ToolError> {
        Ok(1)
    }
}

toolset! {
    pub const NOTES = [notes::read_note, notes::delete_note, notes::add_note];
    pub const SAFE = [..NOTES.without_effect(Effect::Destructive).forbid(Effect::Destructive)];
}

const OPEN: Toolset = NOTES.with_access(Access::None).only(Access::None).forbid_access(Access::User);
const READING: Toolset = NOTES.with_effect(Effect::Read).only_effect(Effect::Read);
const _: Toolset = NOTES.only_category("notes").forbid_category("billing").with_category("notes");

#[test]
fn a_selection_has_the_tools_that_fit() {
    let names = |tools: Toolset| tools.iter().map(|tool| tool.name()).collect::<Vec<_>>();
    assert_eq!(names(SAFE), ["readNote", "addNote"]);
    assert_eq!(names(OPEN), ["readNote", "deleteNote"]);
    assert_eq!(names(READING), ["readNote"]);
    assert_eq!(names(NOTES.without_access(Access::None)), ["addNote"]);
}
