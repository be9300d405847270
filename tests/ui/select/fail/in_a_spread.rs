use clerk_toolkit::{catalog, toolset};

toolset! {
    pub const TOOLS = [..catalog::ALL.select(["usrs"]), fixture_billing::refund_order];
}

fn main() {}
