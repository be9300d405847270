//! An entry is any path of a tool: with the module's own name, in capitals, local to a function, imported, raw.

use clerk_toolkit::tool::Toolset;
use clerk_toolkit::{ToolError, clerk_tool, toolset};

mod ping {
    use super::*;

    /// Ping.
    #[clerk_tool(effect = read)]
    pub async fn ping() -> Result<u64, ToolError> {
        Ok(1)
    }

    /// Ping in capitals.
    #[allow(non_snake_case)]
    #[clerk_tool(effect = read, name = "loud")]
    pub async fn PING() -> Result<u64, ToolError> {
        Ok(2)
    }
}

use ping::ping as imported;

/// A raw name.
#[clerk_tool(effect = read)]
async fn r#move() -> Result<u64, ToolError> {
    Ok(3)
}

toolset! {
    const TOOLS = [ping::ping, ping::PING, r#move];
    const IMPORTED = [imported, self::r#move];
}

fn names(toolset: Toolset) -> Vec<&'static str> {
    toolset.iter().map(|tool| tool.name()).collect()
}

#[test]
fn runs() {
    /// Local to the function.
    #[clerk_tool(effect = read)]
    async fn local() -> Result<u64, ToolError> {
        Ok(4)
    }
    toolset! {
        const LOCAL = [local, super::places::ping::ping];
    }
    assert_eq!(names(TOOLS), ["ping", "loud", "move"]);
    assert_eq!(names(IMPORTED), ["ping", "move"]);
    assert_eq!(names(LOCAL), ["local", "ping"]);
}
