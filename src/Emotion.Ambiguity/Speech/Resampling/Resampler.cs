namespace Emotion.Ambiguity.Speech.Resampling;

/// <summary>Changes the rate of a stream of samples, block by block.</summary>
/// <remarks>
/// Output i lies at time i / outputHz exactly (no delay); before and after the input there is silence. The output has the same bits
/// however the input is cut into blocks. One caller at a time.
/// </remarks>
internal sealed class Resampler
{
    private const int BlockSamples = 8192;

    private readonly SincFilter _filter;
    private readonly int _phases;
    private readonly int _wholeStep;
    private readonly int _phaseStep;
    private readonly float[] _buffer;
    private int _filled;
    private int _next;
    private int _phase;

    public Resampler(int inputHz, int outputHz)
    {
        var divisor = GreatestCommonDivisor(inputHz, outputHz);
        _phases = outputHz / divisor;
        (_wholeStep, _phaseStep) = Math.DivRem(inputHz / divisor, _phases);
        _filter = SincFilter.Create(inputHz, outputHz, _phases);
        _buffer = new float[_filter.Taps + Math.Max(BlockSamples, _filter.Taps)];
        _filled = _filter.Lead;
    }

    /// <summary>Samples that so many input samples become: ceil(count * outputHz / inputHz).</summary>
    public static long OutputLength(long count, int inputHz, int outputHz) => (long)(((Int128)count * outputHz + inputHz - 1) / inputHz);

    /// <summary>The most that one <see cref="Process"/> of so many samples, or <see cref="Flush"/> after it, writes.</summary>
    public int MaxOutput(int count)
    {
        var step = _wholeStep + (double)_phaseStep / _phases;
        return (int)Math.Ceiling((count + _filter.Taps) / step) + 1;
    }

    /// <summary>Takes a block.</summary>
    /// <param name="input">The next samples.</param>
    /// <param name="output">Receives what can be said by now.</param>
    /// <returns>Samples written.</returns>
    public int Process(ReadOnlySpan<float> input, Span<float> output)
    {
        var written = 0;
        while (!input.IsEmpty)
        {
            if (_filled == _buffer.Length) DropUsed();
            var taken = Math.Min(input.Length, _buffer.Length - _filled);
            input[..taken].CopyTo(_buffer.AsSpan(_filled));
            input = input[taken..];
            _filled += taken;
            written += Drain(output[written..]);
        }

        return written;
    }

    /// <summary>Ends the input.</summary>
    /// <param name="output">Receives the rest.</param>
    /// <returns>Samples written.</returns>
    public int Flush(Span<float> output) => Process(new float[_filter.Taps - _filter.Lead - 1], output);

    private int Drain(Span<float> output)
    {
        var written = 0;
        while (_next + _filter.Taps <= _filled)
        {
            output[written++] = _filter.Product(_buffer.AsSpan(_next, _filter.Taps), _phase);
            _next += _wholeStep;
            _phase += _phaseStep;
            if (_phase < _phases) continue;
            _phase -= _phases;
            _next++;
        }

        return written;
    }

    // After Drain fewer than Taps samples are left over, so this always makes room.
    private void DropUsed()
    {
        _buffer.AsSpan(_next, _filled - _next).CopyTo(_buffer);
        _filled -= _next;
        _next = 0;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
