use clerk_toolkit::toolset;

toolset! {
    pub const TOOLS = [biling::refund_order];
}

fn main() {}
