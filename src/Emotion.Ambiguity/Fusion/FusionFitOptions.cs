using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Fusion;

/// <summary>How the weights of experts are learnt. Immutable and thread-safe.</summary>
public sealed record FusionFitOptions
{
    /// <summary>
    /// How strongly equal weights of 1 / K (the geometric mean of K experts) and biases of 0 are preferred, in nats; from 1e-6 to 1e6. It stays the same however
    /// many items there are, so that it holds back a fit on few and no longer counts on many. The default is 1.
    /// </summary>
    public double Penalty { get; init; } = 1;

    /// <summary>What is added to each probability before its logarithm is taken (<see cref="FusionProfile.Epsilon"/>); from 1e-8 to 0.1. The default is 0.001.</summary>
    public double Epsilon { get; init; } = FusionProfile.DefaultEpsilon;

    /// <summary>Whether each label gets a bias too, which carries the mix of emotions of the items over to others. The default is no.</summary>
    public bool WithBiases { get; init; }

    internal void Validate()
    {
        var faults = new List<string>();
        if (!(Penalty is >= 1e-6 and <= 1e6)) faults.Add($"Penalty must be from 1e-6 to 1e6 but is {Penalty}.");
        if (!FusionProfile.IsEpsilon(Epsilon)) faults.Add($"Epsilon must be from 1e-8 to 0.1 but is {Epsilon}.");
        OptionFaults.Throw(nameof(FusionFitOptions), faults, "options");
    }
}
