use clerk_toolkit::{catalog, toolset};

toolset! {
    pub const TOOLS = [
        catalog::users::get_user,
        ..fixture_billing::TOOLS,
        ..catalog::users::TOOLS,
    ];
}

fn main() {}
