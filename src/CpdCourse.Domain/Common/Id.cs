using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CpdCourse.Domain.Common;

/// <summary>
/// The identity of one <typeparamref name="T"/>: a version-7 GUID that never appears where a slug or number reads better.
/// One generic type, so that an id of one kind in place of another does not compile.
/// </summary>
/// <typeparam name="T">The aggregate or entity that the id belongs to.</typeparam>
/// <param name="Value">The GUID itself; <see cref="Guid.Empty"/> means "none".</param>
[SuppressMessage(
    "Design",
    "CA1000",
    Justification = "Id<Post>.New() reads as intended; there is no instance to ask."
)]
public readonly record struct Id<T>(Guid Value) : IParsable<Id<T>>, ISpanFormattable
{
    /// <summary>Makes a new id. Ids of the same millisecond are in no order: never sort by them.</summary>
    public static Id<T> New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static Id<T> Parse(string s, IFormatProvider? provider) =>
        new(Guid.Parse(s, CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [MaybeNullWhen(false)] out Id<T> result
    )
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new Id<T>(value);
        return parsed;
    }

    /// <summary>32 hexadecimal digits without hyphens.</summary>
    public override string ToString() => Value.ToString("N");

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(
        Span<char> destination,
        out int charsWritten,
        ReadOnlySpan<char> format,
        IFormatProvider? provider
    ) => Value.TryFormat(destination, out charsWritten, "N");
}
