use clerk_toolkit::Toolset;

pub const TOOLS: Toolset = Toolset::EMPTY.select(["users"]);

fn main() {}
