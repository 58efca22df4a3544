using System.Reflection;
using System.Text.Json;
using CpdCourse.Data.Jobs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.Recognising;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CpdCourse.Data.Mapping;

/// <summary>How values are kept, the same for every table: ids, moments, lists.</summary>
internal static class Conventions
{
    public static void Apply(ModelConfigurationBuilder builder, bool sqlite)
    {
        foreach (var owner in Owners())
        {
            var converter = sqlite ? typeof(IdToBytes<>) : typeof(IdToGuid<>);
            var property = builder
                .Properties(typeof(Id<>).MakeGenericType(owner))
                .HaveConversion(converter.MakeGenericType(owner));
            if (sqlite)
            {
                property.HaveMaxLength(16);
            }
        }

        builder.Properties<DateTimeOffset>().HaveConversion<UtcMoment>();
        builder.Properties<IReadOnlyList<string>>().HaveConversion<JsonLines, SameLines>();
        builder
            .Properties<IReadOnlyList<RecognisedThing>>()
            .HaveConversion<RecognisedColumn, SameRecognised>();
    }

    /// <summary>Everything that has an id: the classes of the domain with a property Id, and jobs.</summary>
    private static IEnumerable<Type> Owners() =>
        typeof(Thing)
            .Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && HasOwnId(type))
            .Append(typeof(Job));

    private static bool HasOwnId(Type type) =>
        type.GetProperty("Id", BindingFlags.Public | BindingFlags.Instance)?.PropertyType
        == typeof(Id<>).MakeGenericType(type);

    /// <summary>16 bytes in network order, so that the file sorts as the text does.</summary>
    private sealed class IdToBytes<T>()
        : ValueConverter<Id<T>, byte[]>(
            id => id.Value.ToByteArray(true),
            bytes => new Id<T>(new Guid(bytes, true))
        );

    private sealed class IdToGuid<T>()
        : ValueConverter<Id<T>, Guid>(id => id.Value, value => new Id<T>(value));

    /// <summary>SQLite cannot order by DateTimeOffset and gives back a DateTime of no kind; PostgreSQL takes UTC only.</summary>
    private sealed class UtcMoment()
        : ValueConverter<DateTimeOffset, DateTime>(
            moment => moment.UtcDateTime,
            stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc))
        );

    private sealed class JsonLines()
        : ValueConverter<IReadOnlyList<string>, string>(
            lines => JsonSerializer.Serialize(lines, JsonSerializerOptions.Default),
            json =>
                JsonSerializer.Deserialize<string[]>(json, JsonSerializerOptions.Default)
                ?? Array.Empty<string>()
        );

    private sealed class SameLines()
        : ValueComparer<IReadOnlyList<string>>(
            (a, b) => a == b || (a != null && b != null && a.SequenceEqual(b)),
            lines =>
                lines.Aggregate(
                    0,
                    (hash, line) =>
                        HashCode.Combine(hash, line.GetHashCode(StringComparison.Ordinal))
                ),
            lines => lines
        );
}
