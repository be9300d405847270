//! What was measured, as medians and ratios.

/// What the two sides showed, round by round: ours, theirs.
#[derive(Default)]
pub(crate) struct Samples(Vec<[f64; 2]>);

impl Samples {
    pub(crate) fn add(&mut self, round: [f64; 2]) {
        self.0.push(round);
    }

    fn median(&self, of: impl Fn(&[f64; 2]) -> f64) -> f64 {
        let mut sorted: Vec<f64> = self.0.iter().map(of).collect();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

/// A ratio, and what it is to be at least.
pub(crate) struct Goal {
    what: &'static str,
    medians: [f64; 2],
    /// The median of the rounds' ratios: what slows the machine for a while slows both sides of a round.
    ratio: f64,
    least: f64,
}

impl Goal {
    /// We are to need so many times less.
    pub(crate) fn less(what: &'static str, samples: &Samples, least: f64) -> Self {
        Self::new(what, samples, |[ours, theirs]| theirs / ours, least)
    }

    /// We are to do so many times more.
    pub(crate) fn more(what: &'static str, samples: &Samples, least: f64) -> Self {
        Self::new(what, samples, |[ours, theirs]| ours / theirs, least)
    }

    fn new(what: &'static str, samples: &Samples, ratio: impl Fn(&[f64; 2]) -> f64, least: f64) -> Self {
        let medians = [samples.median(|[ours, _]| *ours), samples.median(|[_, theirs]| *theirs)];
        Self { what, medians, ratio: samples.median(ratio), least }
    }

    fn verdict(&self) -> &'static str {
        if self.ratio >= self.least { "reached" } else { "missed" }
    }
}

pub(crate) fn print(peer: &str, goals: &[Goal]) {
    println!("\n{:38} {:>13} {peer:>22} {:>8} {:>6}", "medians", "clerk-toolkit", "ratio", "goal");
    for goal in goals {
        let Goal { what, medians: [ours, theirs], ratio, least } = goal;
        println!("{what:38} {ours:>13.1} {theirs:>22.1} {ratio:>8.2} {least:>6} {}", goal.verdict());
    }
}
