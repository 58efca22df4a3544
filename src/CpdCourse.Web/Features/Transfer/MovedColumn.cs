using System.Buffers.Binary;
using System.Data.Common;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CpdCourse.Web.Features.Transfer;

/// <summary>
/// A column in both databases. Each keeps some kinds of values in a way of its own (an id is 16 bytes in SQLite, a uuid in PostgreSQL): those go by way of what
/// they mean to the model; text, numbers and the like go as they are. What PostgreSQL cannot keep is left out: the character 0, and less than a
/// microsecond.
/// </summary>
internal sealed class MovedColumn
{
    private const string Json = "jsonb";
    private readonly RelationalTypeMapping from;
    private readonly RelationalTypeMapping to;
    private readonly Func<DbDataReader, int, object> readFrom;
    private readonly Func<DbDataReader, int, object> readTo;
    private readonly bool isSame;

    public MovedColumn(IColumn from, IColumn to)
    {
        Name = from.Name;
        this.from = from.StoreTypeMapping;
        this.to = to.StoreTypeMapping;
        TypeName = this.to.StoreTypeNameBase;
        var (stored, arrives) =
            TypeName == Json
                ? (typeof(string), typeof(string))
                : (Stored(this.from), Stored(this.to));
        isSame =
            stored == arrives
            && (
                stored == typeof(string) || (this.from.Converter, this.to.Converter) is (null, null)
            );
        readFrom = Reader(stored);
        readTo = Reader(arrives);
    }

    public string Name { get; }

    /// <summary>Its type in PostgreSQL.</summary>
    public string TypeName { get; }

    /// <summary>Whether PostgreSQL may number its rows.</summary>
    public bool IsWhole => TypeName is "integer" or "bigint";

    /// <summary>As SQLite has it.</summary>
    public object? Read(DbDataReader row, int at) => row.IsDBNull(at) ? null : readFrom(row, at);

    /// <summary>As PostgreSQL has it, in the form that SQLite would have it in.</summary>
    public object? ReadBack(DbDataReader row, int at) =>
        row.IsDBNull(at) ? null
        : isSame ? readTo(row, at)
        : Through(to.Converter, from.Converter, readTo(row, at));

    /// <summary>In the form that PostgreSQL has it in.</summary>
    public object Written(object value) =>
        TypeName == Json ? Canonical((string)value)
        : value is string text ? WithoutZero(text)
        : isSame ? value
        : Through(from.Converter, to.Converter, value);

    /// <summary>The value as bytes that are the same wherever it was read.</summary>
    public byte[] Bytes(object? value) =>
        value switch
        {
            null => [0],
            string text => Encoding.UTF8.GetBytes(
                TypeName == Json ? Canonical(text) : "=" + WithoutZero(text)
            ),
            byte[] bytes => [1, .. bytes],
            Guid guid => guid.ToByteArray(),
            bool yes => [yes ? (byte)2 : (byte)1],
            int number => Whole(number),
            long number => Whole(number),
            double number => Whole(BitConverter.DoubleToInt64Bits(number)),
            DateTime moment => Whole(moment.Ticks / TimeSpan.TicksPerMicrosecond),
            DateOnly day => Whole(day.DayNumber),
            TimeOnly time => Whole(time.Ticks / TimeSpan.TicksPerMicrosecond),
            _ => throw new NotSupportedException($"{Name} holds a {value.GetType().Name}."),
        };

    private static byte[] Whole(long number)
    {
        var bytes = new byte[9];
        bytes[0] = 3;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), number);
        return bytes;
    }

    private static object Through(ValueConverter? read, ValueConverter? write, object value)
    {
        var meant = read is null ? value : read.ConvertFromProvider(value)!;
        return write is null ? meant : write.ConvertToProvider(meant)!;
    }

    private static string WithoutZero(string text) =>
        text.Replace("\0", "", StringComparison.Ordinal);

    // PostgreSQL keeps what a document says, not how it was written.
    private static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            Write(document.RootElement, writer);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (
                    var each in element
                        .EnumerateObject()
                        .OrderBy(p => p.Name, StringComparer.Ordinal)
                )
                {
                    writer.WritePropertyName(WithoutZero(each.Name));
                    Write(each.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var each in element.EnumerateArray())
                {
                    Write(each, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(WithoutZero(element.GetString()!));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static Type Stored(RelationalTypeMapping mapping)
    {
        var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static Func<DbDataReader, int, object> Reader(Type type) =>
        typeof(MovedColumn)
            .GetMethod(nameof(Field), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type)
            .CreateDelegate<Func<DbDataReader, int, object>>();

    private static object Field<T>(DbDataReader row, int at)
        where T : notnull => row.GetFieldValue<T>(at);
}
