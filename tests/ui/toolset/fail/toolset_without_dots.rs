use clerk_toolkit::{catalog, toolset};

toolset! {
    pub const TOOLS = [catalog::users::TOOLS];
}

fn main() {}
