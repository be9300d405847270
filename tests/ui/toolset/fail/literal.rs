use clerk_toolkit::toolset;

toolset! {
    pub const TOOLS = ["refundOrder"];
}

fn main() {}
