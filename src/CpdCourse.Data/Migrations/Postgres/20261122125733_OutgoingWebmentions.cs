using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CpdCourse.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OutgoingWebmentions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "WasPublic",
                table: "Posts",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "StatusUrl",
                table: "OutgoingLinks",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Told",
                table: "OutgoingLinks",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql(CpdCourse.Data.Mapping.OncePublic.Noted);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(CpdCourse.Data.Mapping.OncePublic.Down);

            migrationBuilder.DropColumn(
                name: "StatusUrl",
                table: "OutgoingLinks");

            migrationBuilder.DropColumn(
                name: "Told",
                table: "OutgoingLinks");
        }
    }
}
