namespace Emotion.Ambiguity.Calibration;

/// <summary>A way to calibrate. <see cref="CalibrationMethods"/> has their names.</summary>
public enum CalibrationMethod
{
    /// <summary>"temperature": flatter or sharper. One parameter. <see cref="TemperatureCalibrator"/>.</summary>
    Temperature,

    /// <summary>"vector": a weight and a bias a label. <see cref="VectorCalibrator"/>.</summary>
    Vector,

    /// <summary>"prior": labels as often as listeners name them. One parameter, and counts. <see cref="PriorCalibrator"/>.</summary>
    Prior,

    /// <summary>"cooccurrence": labels that raters rarely name together damp each other. One parameter, and counts. <see cref="CooccurrenceCalibrator"/>.</summary>
    Cooccurrence,
}
