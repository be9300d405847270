use clerk_toolkit::{catalog, toolset};

toolset! {
    pub const FIRST = [catalog::users::TOOLS];
    pub const SECOND = [FIRST, fixture_billing::refund_order];
}

fn main() {}
