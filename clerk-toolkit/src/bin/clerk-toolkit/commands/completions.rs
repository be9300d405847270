//! `clerk-toolkit completions`: the script that gives a shell completion.

use clap::Args;

use crate::completion::{Shell, script};
use crate::failure::Failure;
use crate::output;

#[derive(Debug, Args)]
#[command(after_help = "Bash, in ~/.bashrc:\n  eval \"$(clerk-toolkit completions bash)\"\n\n\
                  Zsh, in ~/.zshrc after compinit:\n  source <(clerk-toolkit completions zsh)\n\n\
                  fish, in ~/.config/fish/completions/clerk-toolkit.fish:\n  clerk-toolkit completions fish | source\n\n\
                  PowerShell, in $PROFILE:\n  clerk-toolkit completions powershell | Out-String | Invoke-Expression\n\n\
                  Elvish, in ~/.config/elvish/rc.elv:\n  eval (clerk-toolkit completions elvish | slurp)")]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self) -> Result<(), Failure> {
        output::raw(script(self.shell)?)
    }
}
