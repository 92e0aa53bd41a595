namespace Emotion.Ambiguity.Speech.Cues.Signals;

/// <summary>The slope of the line of least squares. One caller at a time.</summary>
internal sealed class LineFit
{
    private double _count;
    private double _meanX;
    private double _meanY;
    private double _xx;
    private double _xy;

    /// <summary>y per x; null with fewer than two different x.</summary>
    public double? Slope => _xx > 0 ? _xy / _xx : null;

    public void Add(double x, double y)
    {
        _count++;
        var (dx, dy) = (x - _meanX, y - _meanY);
        _meanX += dx / _count;
        _meanY += dy / _count;
        _xx += dx * (x - _meanX);
        _xy += dx * (y - _meanY);
    }
}
