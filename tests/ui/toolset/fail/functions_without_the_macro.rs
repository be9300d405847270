use clerk_toolkit::{ToolError, Toolset, toolset};

async fn local() -> Result<u64, ToolError> {
    Ok(0)
}

toolset! {
    pub const TOOLS = [local, self::local, fixture_billing::total, fixture_billing::find_order];
    pub const MORE = [..TOOLS, fixture_billing::refund_order];
}

pub const PART: Toolset = MORE.select(["users"]);

fn main() {}
