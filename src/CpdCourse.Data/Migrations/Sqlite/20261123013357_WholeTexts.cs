using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CpdCourse.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WholeTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsWhole",
                table: "Posts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "GivesTexts",
                table: "Blogs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Shows",
                table: "Blogs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // Not DropColumn: that makes the table anew, and loses its index over a column that the model has no index for.
            migrationBuilder.Sql("ALTER TABLE \"Posts\" DROP COLUMN \"IsWhole\"");

            migrationBuilder.DropColumn(
                name: "GivesTexts",
                table: "Blogs");

            migrationBuilder.DropColumn(
                name: "Shows",
                table: "Blogs");
        }
    }
}
