use clerk_toolkit::{catalog, toolset};

toolset! {
    pub const TOOLS = [fixture_billing::refund_order(), fixture_billing::refund_oder, catalog::users];
}

fn main() {}
