use clerk_toolkit::{catalog, toolset};

toolset! {
    pub const TOOLS = [
        ..fixture_billing::TOOLS,
        ..fixture_renamed::TOOLS,
        fixture_billing::find_order,
        ..catalog::users::TOOLS,
        catalog::users::get_user,
    ];
}

fn main() {}
