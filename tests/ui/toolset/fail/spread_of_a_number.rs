use clerk_toolkit::toolset;

const FIVE: u64 = 5;

toolset! {
    pub const TOOLS = [..FIVE];
}

fn main() {}
