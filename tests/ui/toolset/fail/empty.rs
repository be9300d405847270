use clerk_toolkit::toolset;

toolset! {
    pub const TOOLS = [];
}

fn main() {}
