use clerk_toolkit::{ToolError, clerk_tool};

/// Read the opening hours.
#[clerk_tool(effect = read, access = none)]
async fn opening_hours() -> Result<String, ToolError> {
    Ok(std::fs::read_to_string("hours.txt")?)
}

fn main() {}
