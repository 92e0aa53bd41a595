namespace Emotion.Ambiguity.Extraction.Probes.Fitting;

/// <summary>Probes of one set of examples by falling penalty, each fit starting from the one before.</summary>
internal sealed class PenaltyPath
{
    private readonly ProbeTable _table;
    private readonly PrincipalFeatures _features;
    private ProbeObjective? _last;
    private double[] _parameters = [];

    public PenaltyPath(IReadOnlyList<ProbeExample> examples)
    {
        _table = ProbeTable.Create(examples);
        _features = PrincipalFeatures.Create(_table);
    }

    public LinearProbe Fit(double penalty, double largestGradient, CancellationToken cancellationToken)
    {
        var objective = new ProbeObjective(_table, _features, penalty);
        var start = _last is null ? new double[objective.ParameterCount] : objective.From(_last, _parameters);
        (_parameters, _last) = (QuasiNewton.Minimize(objective.Evaluate, start, largestGradient, cancellationToken), objective);
        var weights = new double[_table.LabelCount * _table.Width];
        var biases = new double[_table.LabelCount];
        for (var n = 0; n < biases.Length; n++)
        {
            (biases[n], var onDirections) = objective.Read(_parameters, n);
            _features.ToFeatures(onDirections).CopyTo(weights, n * _table.Width);
        }

        return new LinearProbe(_table.Taxonomy, _table.Means, _table.Scales, weights, biases) { Penalty = penalty, ExampleCount = _table.Count };
    }
}
