use clerk_toolkit::toolset;
use clerk_toolkit::tool::Toolset;

toolset! {
    pub const TOOLS = [fixture_billing::refund_order, fixture_renamed::refund_order];
    pub const MORE = [..TOOLS, clerk_toolkit::catalog::users::get_user];
}

pub const PART: Toolset = MORE.select(["getUser"]);

fn main() {}
