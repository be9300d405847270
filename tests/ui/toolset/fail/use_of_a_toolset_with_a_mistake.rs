use clerk_toolkit::{Toolset, clerk_tool, toolset};

mod orders {
    use super::*;

    /// Count the orders.
    #[clerk_tool(effect = read, name = "count")]
    pub async fn count_orders() {}
}

toolset! {
    pub const FIRST = [fixture_billing::refund_order fixture_billing::find_order];
    pub const SECOND = [..FIRST];
    pub const THIRD = [..FIRST, orders::count_orders, fixture_billing::find_order]
    pub const FOURTH = [..THIRD];
}

pub const PART: Toolset = FIRST.select(["users"]);
pub const COUNT: Toolset = FOURTH.select(["count", "orders"]);

fn main() {}
